-- Two roles for one store: the owner changes the schema (`python -m bot migrate`), the bot reads and writes rows.
-- Run it as the database's administrator, connected to the store's database, after a first `migrate` as the owner.
-- docs/operations.md says how the two are used.

CREATE ROLE backchannel_bot LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
-- Give it a password with \password backchannel_bot: so none stands in a history.

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO backchannel_bot;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO backchannel_bot;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO backchannel_bot;

-- What the owner makes later, in an update, is the bot's to use as well.
ALTER DEFAULT PRIVILEGES FOR ROLE backchannel IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO backchannel_bot;
ALTER DEFAULT PRIVILEGES FOR ROLE backchannel IN SCHEMA public GRANT USAGE ON SEQUENCES TO backchannel_bot;
