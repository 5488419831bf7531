<?php
$s3 = new S3Client(['region' => 'eu-west-1', 'version' => 'latest']);
