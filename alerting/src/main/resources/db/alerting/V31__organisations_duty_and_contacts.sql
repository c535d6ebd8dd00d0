-- Who belongs where, who is on duty when, and how fresh a contact is.

create table organisation (
  id         text primary key,
  name       text        not null,
  kind       text        not null check (kind in ('county', 'township', 'village', 'department', 'enterprise')),
  parent     text references organisation (id) deferrable initially deferred,
  updated_at timestamptz not null
);
comment on table organisation is 'organisations (单位), a forest; an enterprise has the id it has in the register';

alter table person
  add column organisation text references organisation (id) deferrable initially deferred,
  add column stand_in     text references person (id),
  add column shared_phone boolean not null default false;
comment on column person.stand_in     is 'who is called as well while the contacts of this one are stale';
comment on column person.shared_phone is 'another person may have the same number';

alter table contact
  drop constraint contact_channel_address_key,
  add column verified_at timestamptz,
  add column verified_by text;
create index contact_by_address on contact (channel, address);
comment on column contact.verified_at is 'when it was last proved that the person answers there; absent: never';
comment on column contact.verified_by is 'code: a code sent there came back; reply: a text came from there';

create table contact_code (
  person_id  text        not null,
  channel    text        not null,
  address    text        not null,
  code_hash  text        not null,
  sent_at    timestamptz not null,
  expires_at timestamptz not null,
  tries      int         not null default 0,
  primary key (person_id, channel, address),
  foreign key (person_id, channel, address) references contact (person_id, channel, address) on delete cascade
);
comment on column contact_code.code_hash is 'SHA-256 of address and code';

create table test_call (
  id         text primary key,
  person_id  text        not null references person (id),
  channel    text        not null,
  address    text        not null,
  asked_at   timestamptz not null,
  until      timestamptz not null,
  outcome    text check (outcome in ('ANSWERED', 'SILENT')),
  settled_at timestamptz
);
comment on table test_call is 'scheduled texts that ask whether a contact still reaches its person';
create index test_call_open on test_call (until) where outcome is null;
create index test_call_of on test_call (person_id, channel, address, asked_at desc);

alter table chain
  alter column enterprise drop not null,
  alter column site drop not null,
  add column organisation text references organisation (id) deferrable initially deferred,
  add constraint chain_scope check ((organisation is null) = (site is not null) and (site is null) = (enterprise is null));
comment on column chain.organisation is 'a chain of all sites below this organisation that have none of their own';
drop index chain_of;
create unique index chain_of on chain (coalesce(organisation, ''), coalesce(enterprise, ''), coalesce(site, ''), coalesce(hazard, ''));

create table duty_roster (
  id         text primary key,
  version    int         not null,
  document   jsonb       not null,
  updated_at timestamptz not null
);
comment on table duty_roster is 'duty rosters (值班表) as they are now';

create table duty_roster_version (
  roster_id   text        not null references duty_roster (id),
  version     int         not null,
  document    jsonb       not null,
  recorded_at timestamptz not null,
  author      text        not null,
  reason      text        not null,
  primary key (roster_id, version)
);
comment on table duty_roster_version is 'every version, so that the past answers as it did';

create table tier_roster (
  chain_id  text not null,
  position  int  not null,
  rank      int  not null,
  roster_id text not null references duty_roster (id),
  primary key (chain_id, position, rank),
  foreign key (chain_id, position) references tier (chain_id, position) on delete cascade
);

create table leave (
  seq          bigint generated always as identity primary key,
  id           text        not null,
  person_id    text        not null references person (id),
  from_at      timestamptz not null,
  to_at        timestamptz not null,
  stand_in     text        not null references person (id),
  reason       text        not null,
  recorded_at  timestamptz not null,
  recorded_by  text        not null,
  withdrawn_at timestamptz,
  withdrawn_by text
);
comment on table leave is 'who is away, and who stands in; what was recorded stays, so that the past answers as it did';
create unique index leave_now on leave (id) where withdrawn_at is null;

create table duty_override (
  seq          bigint generated always as identity primary key,
  id           text        not null,
  roster_id    text        not null references duty_roster (id),
  from_at      timestamptz not null,
  to_at        timestamptz not null,
  person_id    text        not null references person (id),
  reason       text        not null,
  recorded_at  timestamptz not null,
  recorded_by  text        not null,
  withdrawn_at timestamptz,
  withdrawn_by text
);
create unique index duty_override_now on duty_override (id) where withdrawn_at is null;

create table handover (
  id           text primary key,
  roster_id    text        not null references duty_roster (id),
  at           timestamptz not null,
  from_person  text        not null,
  to_person    text        not null,
  warnings     jsonb       not null,
  due          timestamptz not null,
  confirmed_at timestamptz,
  confirmed_by text,
  note         text        not null default '',
  escalated_at timestamptz,
  escalated_to text
);
comment on table  handover          is 'each change of who answers, for rosters that ask for a handover';
comment on column handover.warnings is 'ids of the warnings that were open';
create index handover_open on handover (due) where confirmed_at is null and escalated_at is null;

create table handover_next (
  roster_id text primary key references duty_roster (id),
  next_at   timestamptz not null
);
comment on table handover_next is 'when each roster is looked at next for a change';

create table policy_version (
  level       text        not null,
  holds_from  timestamptz not null,
  version     int         not null,
  document    jsonb       not null,
  recorded_at timestamptz not null,
  author      text        not null,
  reason      text        not null,
  primary key (level, holds_from, version)
);
comment on table policy_version is 'every policy that ever stood in the table';
