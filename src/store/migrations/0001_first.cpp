// SPDX-License-Identifier: EUPL-1.2
// Version 1. Every table begins with the municipality, and so does every key: a row of one town cannot refer
// to a row of another. What identifies a person stands in private_field only, sealed; a `subject` is the
// pseudonym of a person or a child. What is stored where, and why, for operators: docs/store.md.
#include "store/migrations/steps.hpp"

namespace mengpaneel::store {

namespace {

constexpr MigrationStatement statements[] = {
    {Where::both, R"(create table municipality (
  municipality text primary key,
  name text not null,
  added_ms {integer} not null){strict})"},

    {Where::both, R"(create table round (
  municipality text not null references municipality,
  round text not null,
  title text not null,
  opens_ms {integer} not null,
  closes_ms {integer} not null check (closes_ms > opens_ms),
  maximum_preferences {integer} not null check (maximum_preferences > 0),
  primary key (municipality, round)){strict})"},

    {Where::both, R"(create table programme (
  municipality text not null,
  round text not null,
  programme text not null,
  name text not null,
  primary key (municipality, round, programme),
  foreign key (municipality, round) references round){strict})"},

    // login_key is a keyed hash of the login, so that it can be found and not be read.
    {Where::both, R"(create table person (
  municipality text not null references municipality,
  person text not null,
  role text not null check (role in ('guardian', 'official', 'administrator')),
  login_key {bytes} not null,
  primary key (municipality, person),
  unique (municipality, login_key)){strict})"},

    {Where::both, R"(create table child (
  municipality text not null references municipality,
  child text not null,
  application_number text not null,
  primary key (municipality, child),
  unique (municipality, application_number)){strict})"},

    {Where::both, R"(create table guardianship (
  municipality text not null,
  person text not null,
  child text not null,
  primary key (municipality, person, child),
  foreign key (municipality, person) references person,
  foreign key (municipality, child) references child){strict})"},

    {Where::both, R"(create index guardianship_of_child on guardianship (municipality, child))"},

    {Where::both, R"(create table private_field (
  municipality text not null references municipality,
  subject text not null,
  field text not null,
  key_id text not null,
  sealed {bytes} not null,
  primary key (municipality, subject, field)){strict})"},

    // With the salt goes the last way to connect a digest in the audit chain with what it is a digest of.
    {Where::both, R"(create table salt (
  municipality text not null references municipality,
  subject text not null,
  salt {bytes} not null,
  primary key (municipality, subject)){strict})"},

    // What was sent, once for each acknowledged sending; `sender` outlives the person, as a pseudonym.
    {Where::both, R"(create table sending (
  municipality text not null,
  receipt text not null,
  round text not null,
  child text not null,
  version {integer} not null,
  sender text not null,
  idempotency_key text not null,
  digest {bytes} not null,
  sent_ms {integer} not null,
  audit_position {integer} not null,
  key_id text not null,
  signature {bytes} not null,
  primary key (municipality, receipt),
  unique (municipality, sender, idempotency_key),
  unique (municipality, round, child, version),
  foreign key (municipality, round) references round,
  foreign key (municipality, child) references child){strict})"},

    {Where::both, R"(create index sending_of_child on sending (municipality, child))"},

    {Where::both, R"(create table choice (
  municipality text not null,
  receipt text not null,
  rank {integer} not null check (rank > 0),
  programme text not null,
  primary key (municipality, receipt, rank),
  unique (municipality, receipt, programme),
  foreign key (municipality, receipt) references sending){strict})"},

    // The sending that stands; one for a child and a round, whatever a program does wrong.
    {Where::both, R"(create table application (
  municipality text not null,
  round text not null,
  child text not null,
  receipt text not null,
  primary key (municipality, round, child),
  unique (municipality, receipt),
  foreign key (municipality, receipt) references sending){strict})"},

    {Where::both, R"(create table audit (
  municipality text not null references municipality,
  position {integer} not null check (position > 0),
  at_ms {integer} not null,
  role text not null,
  actor text not null,
  action text not null,
  object text not null,
  subject text not null,
  content {bytes} not null,
  previous {bytes} not null,
  hash {bytes} not null,
  primary key (municipality, position)){strict})"},

    // The end of each chain: what a writer locks, and what shows that the last records were cut off.
    {Where::both, R"(create table audit_head (
  municipality text primary key references municipality,
  position {integer} not null,
  hash {bytes} not null){strict})"},
};

}  // namespace

Migration first_step() { return {.name = "first", .statements = statements}; }

}  // namespace mengpaneel::store
