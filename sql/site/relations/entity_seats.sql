-- One row per entity with a page and the seat from which it speaks, or, for a seat, the body that speaks from it.
with pairs as (
    select body.entity_id as body_id, seat.entity_id as seat_id
    from seeds.metonyms as metonyms
    join site_entities as body on body.name = metonyms.body
    join site_entities as seat on seat.name = metonyms.name
)

select pairs.body_id as page_id, seat.entity_id, seat.name, seat.count_by, true as is_seat
from pairs
join site_entities as seat on seat.entity_id = pairs.seat_id
union all
select pairs.seat_id, body.entity_id, body.name, body.count_by, false
from pairs
join site_entities as body on body.entity_id = pairs.body_id
order by page_id, name;
