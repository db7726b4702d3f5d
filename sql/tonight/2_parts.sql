-- The rows of these articles, and those of no article at all. Variable: run_id.
create table tonight.article_versions as
select * from main.article_versions
where article_id not in (select article_id from main.articles where run_id <> getvariable('run_id'));

create table tonight.mentions as
select * from main.mentions
where article_id not in (select article_id from main.articles where run_id <> getvariable('run_id'));

create table tonight.quotes as
select * from main.quotes
where article_id not in (select article_id from main.articles where run_id <> getvariable('run_id'));
