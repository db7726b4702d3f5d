"""What is written, before anything is said of it: paragraphs, quotation marks, sentences, the tree."""
