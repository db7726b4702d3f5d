-- Who talks about which person or body? Copies of an article do not count.
select speaker, about, about_label, count_quotes - count_in_copies as quotes, last_on
from mart.said_about
where about_label in ('PERSON', 'ORG') and count_quotes > count_in_copies
order by quotes desc, speaker, about
limit 20;
