-- What a step of a breach rests on.

alter table breach_transition add column evidence jsonb;
comment on column breach_transition.evidence is 'sentence, numbers, stretch of data, samples, neighbours, forecast; null where value and limit say it all';
