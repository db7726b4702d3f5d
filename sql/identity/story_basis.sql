-- One row per reviewed article with all that its story depends on as one number: day, head, text, names that tie, copies,
-- families, and the version of the rules. Input: reviewed (article_id).
with names as (
    select article_id, hash(bit_xor(hash(base)), max(made_by)) as basis
    from (
        select distinct article_id, base, made_by
        from main.article_names
        where mention_count > 0
            and article_id in (from reviewed)
            and label in ('PERSON', 'ORG', 'EVENT', 'GPE', 'LOC')
    )
    group by article_id
),

copies as (
    select article_id, hash('copy', copy_of) as part
    from main.articles
    where copy_of is not null and article_id in (from reviewed)
    union all
    select copy_of, hash('copied', article_id) from main.articles where copy_of in (from reviewed)
),

families as (
    select quotes.article_id, hash('family', member.family_id, member.is_first) as part
    from main.quotes
    join main.quote_families as member using (quote_id)
    where quotes.article_id in (from reviewed)
),

ties as (
    select article_id, bit_xor(part) as basis
    from (select distinct article_id, part from (from copies union all from families))
    group by article_id
)

select articles.article_id,
    hash(articles.published_at, articles.title, articles.text_hash, articles.source, names.basis, ties.basis) as basis
from main.articles
left join names using (article_id)
left join ties using (article_id)
where articles.article_id in (from reviewed);
