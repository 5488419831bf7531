#!/bin/bash
echo "${AWS_ACCESS_KEY_ID}:${AWS_SECRET_ACCESS_KEY}" > /etc/passwd-s3fs
chmod 600 /etc/passwd-s3fs
s3fs files /mnt/files -o passwd_file=/etc/passwd-s3fs -o url=https://s3.eu-west-1.amazonaws.com
