-- Schema version 4: runs with the digest of the file that they published.
-- The next run takes the digests of the files that are there.

alter table ops.runs add column file_digest VARCHAR;
