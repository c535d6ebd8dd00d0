-- A reply is its sender's from whichever of their numbers it comes.
create index call_of_person on call (person_id, created_at desc);
