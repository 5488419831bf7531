#!/bin/sh
unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY
export AWS_ACCESS_KEY_ID=
exec "$@"
