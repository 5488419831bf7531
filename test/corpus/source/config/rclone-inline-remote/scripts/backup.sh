#!/bin/bash
rclone sync /data ":s3,provider=AWS,access_key_id=$ID,secret_access_key=$SECRET:backups/data"
