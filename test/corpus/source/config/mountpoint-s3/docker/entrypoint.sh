#!/bin/sh
mount-s3 media /mnt --region eu-west-1
exec "$@"
