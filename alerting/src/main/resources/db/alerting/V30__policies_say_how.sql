-- A policy says, beside its times, whose answer is needed and how people are called.

alter table policy
  add column answers  text    not null default 'ONE' check (answers in ('ONE', 'ALL')),
  add column channels text[]  not null default '{sms}',
  add column again    text[]  not null default '{}',
  add column superior boolean not null default false;
comment on column policy.answers  is 'whose answer ends the calling of a tier';
comment on column policy.channels is 'by which people are called at once, side by side';
comment on column policy.again    is 'by which a tier that did not answer is called once more before the next tier is';
comment on column policy.superior is 'whether the superior of whoever stays unreached is called';

alter table tier
  add column answers text check (answers in ('ONE', 'ALL'));
comment on column tier.answers  is 'absent: as the policy says';
comment on column tier.channels is 'empty: those of the policy';
