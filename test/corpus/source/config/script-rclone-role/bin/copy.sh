#!/bin/sh
export RCLONE_CONFIG_S3_TYPE=s3
export RCLONE_CONFIG_S3_ENV_AUTH=true
rclone sync /data s3:b
