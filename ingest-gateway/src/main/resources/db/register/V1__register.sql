-- The register: who and what is monitored, and who may send. Only the ingest gateway reads and writes this schema; other parts
-- follow topic `register`.

create sequence entry_version;

create table enterprise (
    id text primary key,
    name_zh text not null,
    name_en text not null,
    version bigint not null
);

create table site (
    enterprise text not null references enterprise on delete cascade,
    site text not null,
    name_zh text not null,
    name_en text not null,
    kind text not null,
    time_zone text not null,
    region text not null,
    attributes jsonb not null,
    version bigint not null,
    primary key (enterprise, site)
);

create table zone (
    enterprise text not null,
    site text not null,
    id text not null,
    name_zh text not null,
    name_en text not null,
    attributes jsonb not null,
    primary key (enterprise, site, id),
    foreign key (enterprise, site) references site on delete cascade
);

create table device (
    enterprise text not null,
    site text not null,
    device text not null,
    name_zh text not null,
    name_en text not null,
    kind text not null,
    zone text,
    attributes jsonb not null,
    version bigint not null,
    primary key (enterprise, site, device),
    foreign key (enterprise, site) references site on delete cascade
);

create table point (
    enterprise text not null,
    site text not null,
    device text not null,
    id text not null,
    name_zh text not null,
    name_en text not null,
    quantity text not null,
    unit text not null,
    range_min double precision,
    range_max double precision,
    sentinels double precision[] not null,
    attributes jsonb not null,
    primary key (enterprise, site, device, id),
    foreign key (enterprise, site, device) references device on delete cascade
);

-- A time for which something was declared for a site, or for one device of it.
create table declared_window (
    id bigint generated always as identity primary key,
    enterprise text not null,
    site text not null,
    device text,
    kind text not null,
    starts_at timestamptz not null,
    ends_at timestamptz not null check (ends_at > starts_at),
    note text not null,
    foreign key (enterprise, site) references site on delete cascade,
    foreign key (enterprise, site, device) references device on delete cascade
);

-- A user of the broker: of an enterprise, or, without one, a gateway.
create table credential (
    user_name text primary key,
    enterprise text references enterprise on delete cascade,
    password_hash text not null,
    changed_at timestamptz not null default now()
);

-- The latest state of each entry as it is (to be) published; written with the entry, in one transaction. A null record removes.
create table outbox (
    entry_key text primary key,
    version bigint not null,
    record bytea,
    published boolean not null
);

create index outbox_unpublished on outbox (version) where not published;
