"""From a draft to a row of the articles table, and how that row compares with the known ones."""
