<?php
return [
    'connections' => [
        'default' => [
            'hosts' => [
                [
                    'host' => env('ELASTICSEARCH_HOST', 'localhost'),
                    'aws' => env('AWS_ELASTICSEARCH_ENABLED', false),
                    'aws_region' => env('AWS_REGION', ''),
                    'aws_key' => env('AWS_ACCESS_KEY_ID', ''),
                    'aws_secret' => env('AWS_SECRET_ACCESS_KEY', ''),
                ],
            ],
        ],
    ],
];
