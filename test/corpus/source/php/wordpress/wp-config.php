<?php

define('AS3CF_SETTINGS', serialize([
    'provider' => 'aws',
    'access-key-id' => 'x',
    'secret-access-key' => 'y',
]));
