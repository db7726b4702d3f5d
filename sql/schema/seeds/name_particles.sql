-- One row per word between given and family name that writers leave out.
create table seeds.name_particles (
    particle  VARCHAR NOT NULL,
    reason    VARCHAR NOT NULL
);

comment on table seeds.name_particles is 'One row per word between given and family name that writers leave out';
comment on column seeds.name_particles.particle is 'The word';
comment on column seeds.name_particles.reason is 'Why it is listed';
