#!/bin/sh
AWS_ACCESS_KEY_ID=$(cat /etc/s3/id)
AWS_SECRET_ACCESS_KEY=$(cat /etc/s3/secret)
export AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY
exec "$@"
