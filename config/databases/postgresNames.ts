import { text } from "../schema/leaves";

/** Key words that PostgreSQL keeps for itself: no name without quotes, and none that RDS takes. */
// https://www.postgresql.org/docs/17/sql-keywords-appendix.html, those that are "reserved"
const KEY_WORDS = new Set(
  `all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create
  current_catalog current_date current_role current_time current_timestamp current_user default deferrable desc
  distinct do else end except false fetch for foreign from grant group having in initially intersect into lateral
  leading limit localtime localtimestamp not null offset on only or order placing primary references returning
  select session_user some symmetric system_user table then to trailing true union unique user using variadic
  when where window with`.split(/\s+/),
);

/** Users that RDS makes itself, and admin, which it rejects. postgres is what its console proposes. */
// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Appendix.PostgreSQL.CommonDBATasks.Roles.html
const TAKEN_USERS = ["admin", "rdsadmin", "rdsrepladmin", "rdstopmgr", "rds_superuser"];

/** Databases that are there already. */
const TAKEN_DATABASES = ["rdsadmin", "template0", "template1"];

/** Name of the database that is made at first. */
export const databaseName = text((value) => {
  if (TAKEN_DATABASES.includes(value)) return "is RDS's own; choose another";
  return /^[a-z_][a-z0-9_]{0,62}$/.test(value)
    ? keyWordComplaint(value)
    : "is not a PostgreSQL name (lower-case letters, digits and _, 63 at most, no digit first)";
});

/** Name of the master user. */
export const userName = text((value) => {
  if (TAKEN_USERS.includes(value)) {
    return `is reserved by RDS; choose another than ${TAKEN_USERS.join(", ")}`;
  }
  if (/^(pg_|rds_)/.test(value)) return "begins with pg_ or rds_, which PostgreSQL and RDS reserve";
  return /^[a-z][a-z0-9_]{0,15}$/.test(value)
    ? keyWordComplaint(value)
    : "is not a master user name (lower-case letters, digits and _, 16 at most, a letter first)";
});

function keyWordComplaint(value: string): string | undefined {
  return KEY_WORDS.has(value) ? "is a reserved word of PostgreSQL; choose another" : undefined;
}
