-- The articles that the run loaded. Variable: run_id.
create table tonight.articles as select * from main.articles where run_id = getvariable('run_id');
