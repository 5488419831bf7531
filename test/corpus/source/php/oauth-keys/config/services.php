<?php

return [
    'twitter' => [
        'credentials' => ['token' => env('TWITTER_TOKEN')],
        'key' => env('TWITTER_KEY'),
        'secret' => env('TWITTER_SECRET'),
    ],
    'ses' => ['region' => env('AWS_DEFAULT_REGION')],
];
