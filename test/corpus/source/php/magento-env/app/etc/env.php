<?php
return [
    'crypt' => ['key' => 'made-up'],
    'remote_storage' => [
        'driver' => 'aws-s3',
        'config' => [
            'bucket' => 'media',
            'region' => 'eu-west-1',
            'credentials' => [
                'key' => 'made-up',
                'secret' => 'made-up',
            ],
        ],
    ],
];
