#!/bin/bash
s5cmd --credentials-file /secrets/aws cp '/data/*' s3://backups/
