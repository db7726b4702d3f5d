-- fails: entity_aliases_whole
-- keys: e1
update main.entities set aliases = ['Ng', ' '];
