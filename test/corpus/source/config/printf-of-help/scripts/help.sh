#!/bin/sh
printf 'put aws_access_key_id=... into the file\n'
