#!/bin/bash
rclone sync /data ":s3:backups" --s3-provider AWS --s3-env-auth --s3-region eu-west-1
