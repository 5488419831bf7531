#!/bin/sh
aws sts get-session-token --duration-seconds 3600 > /tmp/session.json
