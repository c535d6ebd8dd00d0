-- Who is signed in, known to every instance.

create table session (
  token_hash text primary key,
  login      text        not null references account (login) on delete cascade,
  began_at   timestamptz not null,
  expires_at timestamptz not null
);
comment on column session.token_hash is 'SHA-256 of what the cookie holds: who reads this table is not signed in by it';
create index session_of on session (login);
create index session_expiry on session (expires_at);
