-- One row per article or quote (`wanted`: its kind in main.stemmed_texts) that has every word and phrase of `words`, with
-- its BM25 score (k1 = 1.2, b = 0.75): rare words, many occurrences and short texts raise it. A phrase counts like one word.
create or replace macro main.ranked_texts(wanted, words) as table
with terms as materialized (from main.query_terms(words)),

hits as (
    select
        texts.text_id,
        texts.count_stems,
        terms.term,
        (length(texts.stems) - length(replace(texts.stems, terms.term, ' '))) / (length(terms.term) - 1) as frequency
    from main.stemmed_texts as texts
    cross join terms
    where texts.kind = wanted and contains(texts.stems, terms.term)
),

totals as (
    select count(*) as count_texts, avg(count_stems) as mean_stems from main.stemmed_texts where kind = wanted
),

weights as (
    select term, ln(1 + (any_value(count_texts) - count(*) + 0.5) / (count(*) + 0.5)) as weight
    from hits
    cross join totals
    group by term
)

select
    hits.text_id,
    round(sum(weight * frequency * 2.2 / (frequency + 1.2 * (0.25 + 0.75 * count_stems / mean_stems))), 3) as score
from hits
join weights using (term)
cross join totals
group by hits.text_id
having count(*) = (select count(*) from terms);

comment on macro table main.ranked_texts is
    'One row per article or quote that has every word and phrase, with its score: ranked_texts(''quote'', ''bridge'')';
