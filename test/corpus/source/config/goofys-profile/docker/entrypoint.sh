#!/bin/sh
goofys --profile media --region eu-west-1 media /mnt
exec "$@"
