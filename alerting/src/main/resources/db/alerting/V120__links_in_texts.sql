-- Links in texts, by which a person answers on a page.

create table link (
  token_hash      text primary key,
  call_id         text        not null unique references call (id),
  warning_id      text        not null references warning (id),
  person_id       text        not null,
  made_at         timestamptz not null,
  expires_at      timestamptz not null,
  acknowledged_at timestamptz,
  help_at         timestamptz
);
comment on table  link                 is 'a link in the text of a call: whose it is, about which warning; it ends with the warning at the latest';
comment on column link.token_hash      is 'SHA-256 of the end of the link: who reads this table cannot open it';
comment on column link.acknowledged_at is 'when 收到 was last pressed, once in a chase';
comment on column link.help_at         is 'when 需要支援 was last pressed, once in a chase';

alter table outbox add column secret text;
comment on column outbox.secret is 'the end of the link at the end of the text, where four stars stand; only until the carrier has the text';

-- Whatever ends the waiting of a text: its secret is forgotten with it.
create function forget_secret() returns trigger language plpgsql as $$
begin
  new.secret := null;
  return new;
end $$;
create trigger outbox_forgets_secrets before update on outbox
  for each row when (new.secret is not null and new.state not in ('PENDING', 'SUBMITTING'))
  execute function forget_secret();
