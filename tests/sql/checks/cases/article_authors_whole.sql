-- fails: article_authors_whole
-- keys: a2
update main.articles set authors = ['Ada Ng', null] where article_id = 'a2';
