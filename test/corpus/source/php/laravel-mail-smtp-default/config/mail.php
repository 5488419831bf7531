<?php
return [
    'mailers' => ['smtp' => ['host' => env('MAIL_HOST', 'email-smtp.eu-west-1.amazonaws.com')]],
];
