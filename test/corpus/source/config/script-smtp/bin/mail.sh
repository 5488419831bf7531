#!/bin/sh
swaks --server email-smtp.eu-west-1.amazonaws.com --port 587 --auth-user "$U"
