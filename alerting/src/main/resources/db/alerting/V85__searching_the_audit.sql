-- What officers search the audit log by.

create index audit_by_actor on audit (actor, seq);
create index audit_by_action on audit (action, seq);
create index audit_by_time on audit (at, seq);
create index warning_by_opening on warning (opened_at) where not drill;
create index breach_by_opening on breach (opened_at);
