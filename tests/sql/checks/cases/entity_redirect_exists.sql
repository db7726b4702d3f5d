-- fails: entity_redirect_exists
-- keys: e0, e1
insert into main.entity_redirects values ('e0', 'gone', 'same_name', 1.0, 'r'), ('e1', 'e1', 'same_name', 1.0, 'r');
