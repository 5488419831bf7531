<?php
$s3 = new Aws\S3\S3Client(['version' => 'latest', 'region' => 'eu-west-1']);
