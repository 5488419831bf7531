#!/bin/sh
s3fs media /mnt -o credlib=libs3fsawscred.so -o iam_role=auto -o url=https://s3.eu-west-1.amazonaws.com
exec "$@"
