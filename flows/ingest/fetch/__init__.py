"""From addresses to pages in the raw archive: requests, robots.txt, pace, HTTP cache, discovery of feeds."""
