<?php
$client = new S3Client([
    'version' => 'latest',
    'region' => config('filesystems.disks.s3.region'),
]);
