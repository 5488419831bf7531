<?php

return [
    'components' => [
        's3' => [
            'class' => 'frostealth\yii2\aws\s3\Service',
            'credentials' => [
                'key' => $params['s3Key'],
                'secret' => $params['s3Secret'],
            ],
            'region' => 'eu-west-1',
        ],
    ],
];
