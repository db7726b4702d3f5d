-- What the ledger says of the forgotten: inputs and requests stay in the sums, without a name. SQLite and DuckDB run this.
-- Input: forgotten_articles (article_id), forgotten_sources (source); names_forgotten(text) tells whether a text names a
-- forgotten address.

delete from ops.quarantine
where article_id in (select article_id from forgotten_articles)
    or names_forgotten(quarantine.input)
    or names_forgotten(quarantine.reason)
    or names_forgotten(quarantine.payload)
    or exists (
        select 1 from ops.outcomes
        where outcomes.run_id = quarantine.run_id and outcomes.input = quarantine.input
            and outcomes.source in (select source from forgotten_sources)
    );

update ops.outcomes
set input = 'forgotten ' || rowid, outcome = 'skipped', rule = 'forgotten', reason = null, article_id = null,
    source = case when source in (select source from forgotten_sources) then null else source end
where article_id in (select article_id from forgotten_articles)
    or source in (select source from forgotten_sources)
    or names_forgotten(outcomes.input);

update ops.outcomes
set reason = null
where names_forgotten(outcomes.reason);

update ops.fetches
set url = 'forgotten ' || rowid, reason = null, etag = null, last_modified = null, digest = null,
    source = case when source in (select source from forgotten_sources) then 'forgotten' else source end
where source in (select source from forgotten_sources)
    or names_forgotten(fetches.url)
    or names_forgotten(fetches.reason);

update ops.checks
set sample_keys = '[]'
where exists (select 1 from forgotten_articles where instr(checks.sample_keys, article_id) > 0);

update ops.incidents
set sample_keys = '[]'
where exists (select 1 from forgotten_articles where instr(incidents.sample_keys, article_id) > 0);

delete from ops.checks where scope in (select source from forgotten_sources);

delete from ops.incidents where scope in (select source from forgotten_sources);

delete from ops.source_nights where source in (select source from forgotten_sources);

update ops.deliveries
set title = 'forgotten', body = 'forgotten'
where names_forgotten(deliveries.body)
    or names_forgotten(deliveries.title)
    or exists (
        select 1 from forgotten_sources where instr(deliveries.body, source) > 0 or instr(deliveries.title, source) > 0
    )
    or exists (select 1 from forgotten_articles where instr(deliveries.body, article_id) > 0);

update ops.runs
set error = 'forgotten'
where names_forgotten(runs.error)
    or exists (select 1 from forgotten_sources where instr(runs.error, source) > 0);
