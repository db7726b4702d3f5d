-- Who talks about which person or body?
select speaker, about, about_label, count_quotes as quotes, last_on
from mart.said_about
where about_label in ('PERSON', 'ORG')
order by quotes desc, speaker, about
limit 20;
