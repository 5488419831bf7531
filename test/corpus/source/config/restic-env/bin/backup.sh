#!/bin/sh
export AWS_ACCESS_KEY_ID="$RESTIC_ID"
export AWS_SECRET_ACCESS_KEY="$RESTIC_SECRET"
restic -r s3:s3.amazonaws.com/backups backup /data
