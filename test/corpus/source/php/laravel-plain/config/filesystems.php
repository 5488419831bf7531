<?php

return [
    'disks' => [
        's3' => [
            'driver' => 's3',
            'key' => env('STORAGE_S3_KEY'),
            'secret' => env('STORAGE_S3_SECRET'),
            'region' => env('STORAGE_S3_REGION'),
            'bucket' => env('STORAGE_S3_BUCKET'),
        ],
    ],
];
