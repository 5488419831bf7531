<?php
$transport = (new Swift_SmtpTransport('email-smtp.us-east-1.amazonaws.com', 587, 'tls'))
    ->setUsername($user)
    ->setPassword($password);
