"""Who is meant inside one article: names, pronouns and descriptions joined to chains, one entity a chain."""
