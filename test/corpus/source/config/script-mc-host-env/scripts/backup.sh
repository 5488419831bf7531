#!/bin/bash
export MC_HOST_s3="https://${AWS_ACCESS_KEY_ID}:${AWS_SECRET_ACCESS_KEY}@s3.amazonaws.com"
mc mirror /data s3/backups
